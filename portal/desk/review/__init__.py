"""The reviewer's decision page and its verbs."""
