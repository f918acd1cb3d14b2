"""Trains tiny tokenizers and writes what Hugging Face's tokenizers makes of some texts.

    python Tools/tokenizer_figures.py

The result is Tests/InferenceTests/Fixtures/Tokenizers: tokenizer files with a few hundred pieces, their vectors, and words.json
with the words that each word pattern finds. The Swift tests compare with them.
"""

import json
import pathlib
import random

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

FOLDER = pathlib.Path(__file__).parent.parent / "Tests/InferenceTests/Fixtures/Tokenizers"

PATTERNS = {
    "gpt2": r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    "llama3": r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    "qwen2": r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
}

CORPUS = """The temperature divides the logits before the softmax. When it is low, the model nearly always takes the token that it
expected; when it is high, it is surprised more often. La temperatura divide los logits antes del softmax: con valores bajos el
modelo elige casi siempre lo mismo. Once upon a time there was a little token who didn't know what it'd become in 2026.
¿Cuántas veces? 1234567 veces, ¡y más! naïve café, 東京, Привет, x = [1, 2, 3]; if (a == b) { return 'c'; }
""" * 4

TEXTS = [
    "", " ", "  ", "\n", "\r\n", " \n \n", "Hello world", " Hello  world ", "I'm sure we'LL don'T they'Re 'S 'ſ", "it's'd''ve",
    "1 12 123 1234 12345678901", "x=1;\n\n  y = 2\t\t#c\r\n\r\nz", "¿Qué? ¡Sí! niño", "e\u0301 é \u00e9", "東京は 日本 の首都",
    "Привет, мир!", "😀😀 👩‍👩‍👧 ok", "a\u00a0b\u2003c\u3000 d", "½ ² Ⅷ ٣٤٥ 六", "\u0085x\u200b y\ufeff", "...!?--- \"quoted\" (x)[y]",
    "   leading and trailing   ", "tab\tTab\t\tTAB", "<|end|> <think>x</think>  y", "a<|end|>  b", "\u0000\u0001\u007f",
    "ﬁ ß İ ı ǅ", "𝔘𝔫𝔦 𝟙𝟚", "हिन्दी ภาษาไทย", "a_b-c.d,e", "\n\n\nx\n \n y", "'", "' 's", "▁x ▁▁", "the the the",
]


def vectors(tokenizer, name):
    lines = []
    for text in TEXTS:
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        lines.append(json.dumps({
            "text": text, "ids": ids, "ids_special": tokenizer.encode(text).ids,
            "decoded": tokenizer.decode(ids, skip_special_tokens=False)}))
    (FOLDER / f"{name}.jsonl").write_text("\n".join(lines) + "\n")
    tokenizer.save(str(FOLDER / f"{name}.json"), pretty=False)


def byte_level():
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(PATTERNS["llama3"]), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator([CORPUS], trainers.BpeTrainer(
        vocab_size=420, special_tokens=["<s>", "<|end|>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.add_tokens([AddedToken("<think>", rstrip=True), AddedToken("</think>", lstrip=True), "123"])
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing(single="<s> $A <|end|>", special_tokens=[("<s>", 0), ("<|end|>", 1)])])
    vectors(tokenizer, "byte-level")


def digits():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator([CORPUS], trainers.BpeTrainer(
        vocab_size=350, special_tokens=["<|end|>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    vectors(tokenizer, "digits")


def metaspace(name, scheme, split):
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme=scheme, split=split)
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    specials = ["<unk>", "<s>", "</s>", "<|end|>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    tokenizer.train_from_iterator([CORPUS], trainers.BpeTrainer(vocab_size=420, special_tokens=specials, limit_alphabet=60))
    data = json.loads(tokenizer.to_str())
    # Bytes are pieces, not markers that are found in a text.
    data["added_tokens"] = [token for token in data["added_tokens"] if not token["content"].startswith("<0x")]
    vectors(Tokenizer.from_str(json.dumps(data)), name)


def words(texts):
    result = {}
    for name, pattern in PATTERNS.items():
        splitter = pre_tokenizers.Split(Regex(pattern), "isolated")
        result[name] = [[text, [word for word, _ in splitter.pre_tokenize_str(text)]] for text in texts]
    return result


def random_texts(count):
    """Many more texts than are kept, to be compared once by hand: set the count in `main`."""
    generator = random.Random(7)
    alphabet = list("aZ'sStTlLvVeErRmMdD019 \t\n\r.,!?-_\"()") + list("éñſß東😀½٣\u00a0\u2003\u0301\u200bⅧǅ\u0085")
    return ["".join(generator.choices(alphabet, k=generator.randint(1, 12))) for _ in range(count)]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    byte_level()
    digits()
    metaspace("metaspace-first", "first", False)
    metaspace("metaspace-always", "always", True)
    (FOLDER / "words.json").write_text(json.dumps(words(TEXTS + random_texts(100))) + "\n")


if __name__ == "__main__":
    main()
