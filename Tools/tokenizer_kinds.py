#!/usr/bin/env python3
"""Trains a tiny tokenizer of every kind and writes what Hugging Face's tokenizers (or SentencePiece) makes of 1000 strings.

    tokenizer_kinds.py [FOLDER]        (default: Tests/InferenceTests/Fixtures/TokenizerKinds)

strings.json are the strings; NAME.json (or NAME.model) is a tokenizer; NAME.txt has a line for each string: FNV-1a of its ids, each as
four bytes, little-endian, in hexadecimal. The pre-tokenizers are those that the published families describe. The same every time.

Needs tokenizers and sentencepiece.
"""
import base64, io, json, pathlib, random, sys

import sentencepiece
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

HERE = pathlib.Path(__file__).parent
CORPUS = """The temperature divides the logits before the softmax. When it is low, the model nearly always takes the token that it
expected; when it is high, it is surprised more often. La temperatura divide los logits antes del softmax: con valores bajos el
modelo elige casi siempre lo mismo. Once upon a time there was a little token who didn't know what it'd become in 2026.
¿Cuántas veces? 1234567 veces, ¡y más! naïve café, 東京 は 日本 の 首都 です。 Привет мир, x = [1, 2, 3]; if (a == b) { return 'c'; }
def main(self):\n\treturn None  # ok\n\n  for i in range(100): print(f"{i}")\r\n HTTPServer URLs camelCase ALLCAPS 😀 👍 مرحبا بالعالم
""" * 4

POOLS = [
    list("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), list("0123456789"), list(" \t\n\r\u00a0\u2003\u3000\u200b\u0085"),
    list(".,;:!?'\"()[]{}<>/\\|@#$%^&*-_=+~`"), list("éèñçåøßÆœŁİıſKǅﬁﬀ"), list("\u0301\u0308\u0327\u20dd\u0903\u093f"),
    list("東京日本語中文字漢字、。「」！？ー々〇ぁあいうえおアイウエオｱｲ"), list("안녕하세요한국어각\u1100\u1161\u11a8"), list("مرحبابالعالم٣٤٥،؟"),
    list("שלום"), list("हिन्दीभाषा१२३"), list("ภาษาไทยน้ำ"), list("Приветмирёй"), list("Ελληνικάςσ"),
    ["😀", "👍🏽", "👩‍👩‍👧", "🏳️‍🌈", "🇪🇸", "❤️", "1️⃣", "\U0001F9D1\u200D\U0001F4BB"], list("½²³¹ⅧⅣ①㊿𝟙𝔘𝒳"), list("\u0000\u0001\u0007\u001b\u007f\ufffd\ufeff\ue000\u00ad"),
    [" the", " The", "'s", "'LL", "'re", "n't", " I'm", "'S"], ["\n\n", "    ", "\t\t", " \n", "\r\n", "   "], ["<s>", "</s>", "<mask>", "[CLS]", "[SEP]", "<unk>", "▁", "##"],
    ["==", "->", "!=", "();", "{\n", "//", "/*", "http://", "a.b", "x_1", "fooBar", "3.14", "1,000", "0x1F", "1234567890"],
]
SAMPLES = ["", " ", "  ", "\n", "Hello world", " Hello  world ", "I'm sure we'LL don'T they'Re", "x=1;\n\n  y = 2\t\t#c\r\n\r\nz", "東京は 日本 の首都",
           " " * 40, " " * 40 + "x", "\n" * 20 + "x", "a" * 120, "1" * 25, "é" * 30, "e\u0301" * 9, "hello [MASK] world", "the<mask>the", "THE the THEthe",
           "the  thethe  the", "\u0000a\u0001b", "ﬁ ß İ ı ǅ", "½ ² Ⅷ ٣٤٥ 六", "...!?--- \"quoted\" (x)[y]", "don't can't it's 'tis", "a. b ! c , d ? e"]


def strings():
    generator = random.Random(11)
    result = list(SAMPLES)
    words = CORPUS[:900].split()
    while len(result) < 1000:
        parts = []
        favourites = generator.sample(POOLS, generator.randint(1, 4))
        for _ in range(generator.randint(1, 14)):
            if generator.random() < 0.25:
                parts.append(generator.choice(["", " "]) + generator.choice(words))
            else:
                pool = generator.choice(favourites)
                parts.append("".join(generator.choices(pool, k=generator.randint(1, 4))))
        result.append("".join(parts))
    return result


def fnv(ids):
    value = 0xCBF29CE484222325
    for id in ids:
        for byte in id.to_bytes(4, "little"):
            value = ((value ^ byte) * 0x100000001B3) % (1 << 64)
    return f"{value:016x}"


def split(pattern, behavior="isolated", invert=False):
    return pre_tokenizers.Split(Regex(pattern), behavior, invert)


def bytes_of(*steps, normalizer=None, size=700, special=("<s>", "</s>"), prefix_space=False, last=True, **options):
    """A byte-level byte pair encoding behind some steps; its merges were learned without them, so that every cut in a wrong place shows."""
    tokenizer = Tokenizer(models.BPE(**options))
    if normalizer:
        tokenizer.normalizer = normalizer
    level = pre_tokenizers.ByteLevel(add_prefix_space=prefix_space, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator([CORPUS[:900]] + strings(), trainers.BpeTrainer(
        vocab_size=size, special_tokens=list(special), initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(list(steps) + ([level] if last else []))
    return tokenizer


GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
TAIL = r"|\s*[\r\n]+|\s+(?!\S)|\s+"
PATTERNS = {
    "llama3": CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*" + TAIL,
    "qwen3.5": CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*" + TAIL,
    "gpt-4o": rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+{CONTRACTIONS}?|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*{CONTRACTIONS}?|\p{{N}}{{1,3}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*" + TAIL,
    "tekken": rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*|\p{{N}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*" + TAIL,
    "possessive": r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+",
    "behind": r"(?<=[\p{L}])\p{N}+|(?<!\s)[.,]+|\b\w{1,4}\b|\w+?\d|[[:punct:]&&[^.]]+|[^\w\s]|\s*$|\s",
}


def byte_kinds():
    for name, pattern in PATTERNS.items():
        yield name, bytes_of(split(pattern), ignore_merges=name == "llama3")
    yield "gpt-neox", bytes_of(pre_tokenizers.ByteLevel(add_prefix_space=False), normalizer=normalizers.NFC(), last=False)
    yield "deepseek-llm", bytes_of(
        split(r"[\r\n]"), split(r"\s?[A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳ]+"), split(r"\s?[!-/:-~！-／：-～‘-‟　-。]+"), split(r"\s+$"), split(r"[一-龥ࠀ-一가-퟿]+"),
        pre_tokenizers.Digits(individual_digits=True))
    yield "deepseek-coder", bytes_of(
        split(r"[\r\n]"), split(r"\s?\p{L}+"), split(r"\s?\p{P}+"), split(r"[一-龥ࠀ-一가-퟿]+"), pre_tokenizers.Digits(individual_digits=True))
    yield "deepseek-v3", bytes_of(
        split(r"\p{N}{1,3}"), split(r"[一-龥぀-ゟ゠-ヿ]+"),
        split(r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*""" + TAIL))
    yield "falcon", bytes_of(
        pre_tokenizers.Punctuation("contiguous"), pre_tokenizers.ByteLevel(add_prefix_space=False), pre_tokenizers.Digits(False),
        split("[0-9][0-9][0-9]"), last=False)
    yield "starcoder", bytes_of(pre_tokenizers.Digits(True), pre_tokenizers.ByteLevel(add_prefix_space=False), last=False)
    yield "bloom", bytes_of(split(r" ?[^(\s|[.,!?…。，、।۔،])]+"))
    yield "digits-from-behind", bytes_of(split(r"\p{N}+"), split(r"(?=(\d{3})+(?!\d))"))
    tokenizer = bytes_of(pre_tokenizers.ByteLevel(add_prefix_space=True), special=["<s>", "<pad>", "</s>", "<unk>"], last=False)
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    yield "roberta", tokenizer
    for behavior in ["removed", "merged_with_previous", "merged_with_next", "contiguous"]:
        yield behavior.replace("_", "-"), bytes_of(split(r"\p{Lu}|\s", behavior))
    yield "literal", bytes_of(pre_tokenizers.Split(" ", "merged_with_next"), pre_tokenizers.CharDelimiterSplit("e"))
    clip = Tokenizer(models.BPE(end_of_word_suffix="</w>", unk_token="<end>"))
    clip.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    clip.pre_tokenizer = pre_tokenizers.Sequence([
        split(r"<start>|<end>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", "removed", True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    clip.train_from_iterator([CORPUS], trainers.BpeTrainer(
        vocab_size=700, special_tokens=["<start>", "<end>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), end_of_word_suffix="</w>", show_progress=False))
    clip.post_processor = processors.RobertaProcessing(("<end>", 1), ("<start>", 0), add_prefix_space=False)
    clip.decoder = decoders.BPEDecoder()
    yield "clip", clip


def sentence_piece_like():
    """Byte pairs as converted SentencePiece files have them."""
    specials = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    for name in ["llama-legacy", "gemma"]:
        tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
        if name == "gemma":
            tokenizer.normalizer = normalizers.Replace(" ", "▁")
            tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
        else:
            tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
        tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
        tokenizer.train_from_iterator(CORPUS.split("\n"), trainers.BpeTrainer(
            vocab_size=420, special_tokens=specials, limit_alphabet=60, max_token_length=8, show_progress=False))
        data = json.loads(tokenizer.to_str())
        data["added_tokens"] = [token for token in data["added_tokens"] if not token["content"].startswith("<0x")]
        yield name, Tokenizer.from_str(json.dumps(data))


def unigrams():
    model = train("unigram", normalization_rule_tsv=True)
    charsmap = charsmap_of(model)
    for name, pre, normalizer in [
        ("xlm-roberta", pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]), None),
        ("t5", pre_tokenizers.Metaspace(prepend_scheme="always"), None),
        ("albert", pre_tokenizers.Metaspace(prepend_scheme="first"), normalizers.Sequence([
            normalizers.Replace("``", '"'), normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(), normalizers.Replace(Regex(" {2,}"), " ")])),
        ("unigram-bytes", pre_tokenizers.Metaspace(split=False), normalizers.Strip()),
    ]:
        tokenizer = Tokenizer(models.Unigram())
        if normalizer:
            tokenizer.normalizer = normalizer
        tokenizer.pre_tokenizer = pre
        tokenizer.decoder = decoders.Metaspace()
        special = ["<unk>", "<s>", "</s>"] + ([f"<0x{byte:02X}>" for byte in range(256)] if name == "unigram-bytes" else [])
        tokenizer.train_from_iterator(CORPUS.split("\n"), trainers.UnigramTrainer(
            vocab_size=250 + len(special), special_tokens=special, unk_token="<unk>", show_progress=False))
        data = json.loads(tokenizer.to_str())
        if name == "unigram-bytes":
            data["model"]["byte_fallback"] = True
            data["added_tokens"] = [token for token in data["added_tokens"] if not token["content"].startswith("<0x")]
        if name in ("t5", "xlm-roberta"):
            data["normalizer"] = {"type": "Precompiled", "precompiled_charsmap": charsmap}
        tokenizer = Tokenizer.from_str(json.dumps(data))
        tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 2)])
        yield name, tokenizer


def others():
    for name, normalizer in [("bert-uncased", normalizers.BertNormalizer()), ("bert-cased", normalizers.BertNormalizer(lowercase=False))]:
        tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
        tokenizer.normalizer = normalizer
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        tokenizer.train_from_iterator([CORPUS], trainers.WordPieceTrainer(
            vocab_size=400, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], show_progress=False))
        tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
        tokenizer.decoder = decoders.WordPiece()
        yield name, tokenizer
    tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Punctuation("removed")])
    tokenizer.train_from_iterator([CORPUS], trainers.WordLevelTrainer(special_tokens=["[UNK]"], show_progress=False))
    yield "word-level", tokenizer
    tokenizer = bytes_of(pre_tokenizers.ByteLevel(add_prefix_space=False), normalizer=normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()]), last=False)
    tokenizer.add_tokens([AddedToken("THE", normalized=True, single_word=True), AddedToken("Ｔoken", normalized=True), AddedToken("x_1", normalized=False, lstrip=True, rstrip=True),
                          AddedToken("word", normalized=False, single_word=True)])
    tokenizer.add_special_tokens([AddedToken("<MASK>", normalized=True, special=True), AddedToken("[CLS]", special=True, rstrip=True)])
    yield "added", tokenizer
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", continuing_subword_prefix="##"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.train_from_iterator([CORPUS], trainers.BpeTrainer(
        vocab_size=400, special_tokens=["<unk>"], continuing_subword_prefix="##", limit_alphabet=50, show_progress=False))
    yield "continuing", tokenizer
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.ByteLevel()
    tokenizer.pre_tokenizer = split(r"[ĠĊ]?[A-Za-z]+|[ĠĊ]?.")
    tokenizer.train_from_iterator([CORPUS], trainers.BpeTrainer(
        vocab_size=330, special_tokens=["<s>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    tokenizer.decoder = decoders.ByteLevel()
    yield "byte-normalizer", tokenizer


def train(kind, **options):
    """A SentencePiece model."""
    rules = None
    if options.pop("normalization_rule_tsv", False):
        rules = "/tmp/rules.tsv"
        pathlib.Path(rules).write_text("".join(
            " ".join(f"{ord(c):X}" for c in old) + "\t" + " ".join(f"{ord(c):X}" for c in new) + "\n"
            for old, new in [("ﬁ", "fi"), ("½", "1/2"), ("\u00a0", " "), ("\u3000", " "), ("\t", " "), ("\n", " "), ("\r", ""), ("e\u0301", "é"), ("É", "e"),
                             ("²", "2"), ("Ａ", "A"), ("각", "가"), ("\u200b", ""), ("ｱ", "ア"), ("①", "1"), ("!!", "!")]))
        options["normalization_rule_tsv"] = rules
    output = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS.split("\n")), model_writer=output, model_type=kind, minloglevel=2, hard_vocab_limit=False, num_threads=1, **options)
    return output.getvalue()


def field(message, wanted):
    """The bytes of a field of a protocol buffer message."""
    offset = 0

    def number():
        nonlocal offset
        value, shift = 0, 0
        while True:
            byte = message[offset]
            offset += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while offset < len(message):
        tag = number()
        if tag & 7 == 0:
            number()
        elif tag & 7 == 5:
            offset += 4
        elif tag & 7 == 1:
            offset += 8
        else:
            length = number()
            if tag >> 3 == wanted:
                return message[offset:offset + length]
            offset += length
    return b""


def charsmap_of(model):
    """The normalizer's map in Base64."""
    return base64.b64encode(field(field(model, 3), 2)).decode()


def sentence_pieces():
    yield "sp-unigram", train("unigram", vocab_size=300, normalization_rule_tsv=True)
    yield "sp-unigram-bytes", train("unigram", vocab_size=520, byte_fallback=True, normalization_rule_name="identity", user_defined_symbols=["http://", "foo"])
    yield "sp-bpe", train("bpe", vocab_size=520, byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False)
    yield "sp-bpe-plain", train("bpe", vocab_size=300, normalization_rule_name="identity", add_dummy_prefix=False)


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "../Tests/InferenceTests/Fixtures/TokenizerKinds"
    folder.mkdir(parents=True, exist_ok=True)
    texts = strings()
    (folder / "strings.json").write_text(json.dumps(texts) + "\n")
    for kinds in [byte_kinds(), sentence_piece_like(), unigrams(), others()]:
        for name, tokenizer in kinds:
            tokenizer.save(str(folder / f"{name}.json"), pretty=False)
            ids = [tokenizer.encode(text).ids for text in texts]
            (folder / f"{name}.txt").write_text("".join(fnv(line) + "\n" for line in ids))
            print(name, tokenizer.get_vocab_size(), sum(map(len, ids)), flush=True)
    for name, model in sentence_pieces():
        (folder / f"{name}.model").write_bytes(model)
        processor = sentencepiece.SentencePieceProcessor(model_proto=model)
        # SentencePiece ends a text at a zero character in places, so such texts are left to the other kinds.
        lines = [fnv(processor.encode(text)) if "\0" not in text else "-" for text in texts]
        (folder / f"{name}.txt").write_text("".join(line + "\n" for line in lines))
        print(name, processor.get_piece_size(), flush=True)


if __name__ == "__main__":
    main()
