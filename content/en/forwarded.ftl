# Words that were passed on from somebody else, in the middle of a question.
forwarded-not-read = That came from somebody else, so I haven't taken it as your answer. If you want to use it, please type it or paste it here.
