"""The tokenizer as Hugging Face files: tokenizer.json, tokenizer_config.json, special_tokens_map.json.

A byte-level BPE without merges over the GPT-2 byte alphabet; phrases are added tokens that are not special.
"""
import json
from pathlib import Path

from .tokenizer import FIRST_BYTE, SPECIALS, Tokenizer

CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] == 'user' %}{{ '<|user|>' + message['content'] }}"
    "{% elif message['role'] == 'assistant' %}{{ '<|assistant|>' + message['content'] + '<|eot|>' }}"
    "{% else %}{{ raise_exception('Only user and assistant turns are known to this model.') }}{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}")
# The prompt of a reviser over a problem and its earlier attempts, oldest first: the chat template with the problem asked for each.
REVISIONS_TEMPLATE = (
    "{{ bos_token }}{% for attempt in attempts %}{{ '<|user|>' + problem + '<|assistant|>' + attempt + '<|eot|>' }}{% endfor %}"
    "{{ '<|user|>' + problem + '<|assistant|>' }}")


def byte_alphabet() -> list[str]:
    """GPT-2's printable character for each byte."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    characters, extra = {b: chr(b) for b in printable}, 0
    for b in range(256):
        if b not in characters:
            characters[b], extra = chr(256 + extra), extra + 1
    return [characters[b] for b in range(256)]


def tokenizer_json(tokenizer: Tokenizer) -> dict:
    def added(i: int, content: str, special: bool) -> dict:
        return {"id": i, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": False, "special": special}
    vocabulary = {name: i for i, name in enumerate(SPECIALS)}
    vocabulary |= {character: FIRST_BYTE + b for b, character in enumerate(byte_alphabet())}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [added(i, name, True) for i, name in enumerate(SPECIALS)]
        + [added(FIRST_BYTE + 256 + i, phrase, False) for i, phrase in enumerate(tokenizer.phrases)],
        "normalizer": None, "pre_tokenizer": byte_level,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "<|bos|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
            "pair": [{"SpecialToken": {"id": "<|bos|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                     {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {"<|bos|>": {"id": "<|bos|>", "ids": [1], "tokens": ["<|bos|>"]}}},
        "decoder": byte_level,
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                  "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
                  "vocab": vocabulary, "merges": []}}


def write(tokenizer: Tokenizer, folder: Path, positions: int) -> None:
    roles = {"bos_token": "<|bos|>", "eos_token": "<|eot|>", "pad_token": "<|pad|>"}
    config = {"tokenizer_class": "PreTrainedTokenizerFast", **roles, "add_bos_token": True, "add_eos_token": False,
              "clean_up_tokenization_spaces": False, "model_max_length": positions, "chat_template": CHAT_TEMPLATE}
    for name, content in (("tokenizer.json", tokenizer_json(tokenizer)), ("tokenizer_config.json", config),
                          ("special_tokens_map.json", roles)):
        (folder / name).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
