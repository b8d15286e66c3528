vault-sign = Your sign: { $sign }
