"""The tokenizer all bundled models share: 5 special tokens, 256 bytes, then whole phrases; digits stay single.

Text is cut at phrases, leftmost and longest first (what Hugging Face does with added tokens), and everything between
them becomes bytes. No phrase but "\\n\\n" itself holds a blank line, so tokenizing step by step equals tokenizing whole.
Special tokens are never read out of text here: prompts are put together from ids.
"""
import json
import re
from pathlib import Path

SPECIALS = ("<|pad|>", "<|bos|>", "<|eot|>", "<|user|>", "<|assistant|>")
PAD, BOS, EOT, USER, ASSISTANT = range(len(SPECIALS))
FIRST_BYTE = len(SPECIALS)
FIRST_PHRASE = FIRST_BYTE + 256
PLUS, MINUS = FIRST_BYTE + ord("+"), FIRST_BYTE + ord("-")
PHRASES_FILE = Path(__file__).with_name("phrases.json")


class Tokenizer:
    def __init__(self, phrases: list[str]) -> None:
        self.phrases = list(phrases)
        self.size = FIRST_PHRASE + len(phrases)
        self._ids = {phrase: FIRST_PHRASE + i for i, phrase in enumerate(phrases)}
        self._pattern = re.compile("(" + _longest_first(phrases) + ")")
        self._bytes = [b""] * FIRST_BYTE + [bytes([i]) for i in range(256)] + [p.encode() for p in phrases]
        self.step_end = self._ids["\n\n"]

    def encode(self, text: str) -> list[int]:
        ids: list[int] = []
        for i, part in enumerate(self._pattern.split(text)):
            if i % 2:
                ids.append(self._ids[part])
            else:
                ids.extend(FIRST_BYTE + byte for byte in part.encode())
        return ids

    def decode(self, ids: list[int]) -> str:
        """Special tokens vanish; bytes that are no UTF-8 become the replacement character."""
        return b"".join(self._bytes[i] for i in ids).decode("utf-8", "replace")


def load() -> Tokenizer:
    return Tokenizer(json.loads(PHRASES_FILE.read_text()))


def _longest_first(phrases: list[str]) -> str:
    """A pattern that matches the longest phrase at a place, shared beginnings written once (Python tries alternatives
    one after the other, which is slow for hundreds of them)."""
    trie: dict = {}
    for phrase in phrases:
        node = trie
        for character in phrase:
            node = node.setdefault(character, {})
        node[""] = {}

    def write(node: dict) -> str:
        branches = [re.escape(c) + write(child) for c, child in node.items() if c]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
        return body + "?" if "" in node else body

    return write(trie)
