"""The offline analyst: a chat model made of rules, in English and Japanese."""
