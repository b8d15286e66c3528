"""The conversation: what people say, tap and hear. Makes no network call and holds no key."""
