"""The secrets of an invitation."""

import uuid

from hocvuso.people.rules.tokens import ALPHABET, code_of, hash_of, hash_of_code, token_of

KEY, ONE, OTHER = b"key", uuid.UUID(int=1), uuid.UUID(int=2)


def test_secrets_depend_on_the_key_and_the_invitation_and_on_nothing_else():
    assert token_of(KEY, ONE) == token_of(KEY, ONE)
    assert len({token_of(KEY, ONE), token_of(KEY, OTHER), token_of(b"other", ONE)}) == 3
    assert len({code_of(KEY, ONE), code_of(KEY, OTHER), code_of(b"other", ONE)}) == 3


def test_a_token_has_128_bits_and_a_code_nine_letters_one_can_read_aloud():
    assert len(token_of(KEY, ONE)) == 22
    letters = code_of(KEY, ONE).split("-")
    assert [len(part) for part in letters] == [3, 3, 3]
    assert set("".join(letters)) <= set(ALPHABET)
    assert not set("01OIL") & set(ALPHABET)


def test_a_code_is_known_however_it_is_typed():
    code = code_of(KEY, ONE)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        assert hash_of_code(typed) == hash_of(code)
    assert hash_of_code(code[:-1]) != hash_of(code)
