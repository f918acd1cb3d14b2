#!/usr/bin/env python3
"""Makes tiny encoders of type bert with random weights, and what sentence-transformers and transformers compute with them.

    make_tiny_encoders.py [FOLDER]              (default: Tests/InferenceTests/Fixtures/encoders)

FOLDER/NAME is a model as Hugging Face stores it, with the files of sentence-transformers; FOLDER/NAME/reference.json holds texts, their token
ids, their vectors as documents and as queries, and for one text the patterns [layer][head][query][key]. The same every time.

Needs torch, transformers, tokenizers and sentence-transformers.
"""
import json, os, shutil, sys

import torch
import transformers
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + list("abcdefghijklmnopqrstuvwxyz0123456789.,:!?") + \
    ["##" + letter for letter in "abcdefghijklmnopqrstuvwxyz"] + ["the", "cat", "dog", "query", "passage", "gui", "##tar", "##ing", "日", "本"]
TEXTS = ["the cat", "", "a dog, playing the guitar!", "日本 cat", "🙂 the", "[SEP] the cat", "The CAT Ünïcode",
         "the cat and the dog and the cat and the dog and the cat and the dog", "x" * 120]

MODELS = {
    # Normalized means of lowercased, short texts with prompts.
    "mean": dict(config=dict(hidden_size=24, num_attention_heads=3, intermediate_size=40, num_hidden_layers=2, hidden_act="gelu"), pooling=["mean_tokens"],
                 normalize=True, sentence=dict(max_seq_length=14, do_lower_case=True), prompts={"query": "query: ", "passage": "passage: "}),
    # Two vectors side by side, at full length, with the other GELU and odd sizes.
    "cls-max": dict(config=dict(hidden_size=20, num_attention_heads=4, intermediate_size=33, num_hidden_layers=3, hidden_act="gelu_new"),
                    pooling=["cls_token", "max_tokens"], normalize=False, sentence=dict(max_seq_length=40, do_lower_case=False), prompts={}),
}


def tokenizer():
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(PIECES[:5])
    return tokenizer


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(value, file, indent=1, ensure_ascii=True)
        file.write("\n")


def rounded(tensor):
    return [rounded(part) for part in tensor] if tensor.dim() > 1 else [float(f"{value:.7g}") for value in tensor]


def make(folder, name, options):
    path = f"{folder}/{name}"
    shutil.rmtree(path, ignore_errors=True)
    torch.manual_seed(5)
    config = transformers.BertConfig(vocab_size=len(PIECES), max_position_embeddings=40, type_vocab_size=2, initializer_range=0.4, **options["config"])
    model = transformers.BertModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 1:
                parameter.add_(torch.randn_like(parameter) * 0.1)
    model.save_pretrained(path)
    transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer(), cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]", unk_token="[UNK]",
                                         mask_token="[MASK]").save_pretrained(path)
    modes = ["cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens"]
    modules = [("", "Transformer"), ("1_Pooling", "Pooling")] + ([("2_Normalize", "Normalize")] if options["normalize"] else [])
    write(f"{path}/modules.json", [{"idx": i, "name": str(i), "path": p, "type": f"sentence_transformers.models.{t}"} for i, (p, t) in enumerate(modules)])
    write(f"{path}/1_Pooling/config.json", {"word_embedding_dimension": config.hidden_size, **{f"pooling_mode_{m}": m in options["pooling"] for m in modes}})
    write(f"{path}/sentence_bert_config.json", options["sentence"])
    if options["prompts"]:
        write(f"{path}/config_sentence_transformers.json", {"prompts": options["prompts"], "default_prompt_name": None})

    sentences = SentenceTransformer(path, device="cpu")
    lower = (lambda text: text.lower()) if options["sentence"]["do_lower_case"] else (lambda text: text)
    limit = options["sentence"]["max_seq_length"]
    prompts = {"document": options["prompts"].get("passage", ""), "query": options["prompts"].get("query", "")}
    # The prompt is given by name only where there is one.
    encode = lambda role: torch.stack([torch.tensor(sentences.encode([lower(text)], prompt=prompts[role])[0]) for text in TEXTS])
    words = transformers.AutoTokenizer.from_pretrained(path)
    ids = [words(prompts["document"] + lower(text), truncation=True, max_length=limit)["input_ids"] for text in TEXTS]
    looking = transformers.AutoModel.from_pretrained(path, attn_implementation="eager").eval()
    with torch.no_grad():
        patterns = looking(torch.tensor([ids[2]]), output_attentions=True).attentions
    write(f"{path}/reference.json", {
        "texts": TEXTS, "ids": ids, "documents": rounded(encode("document")), "queries": rounded(encode("query")),
        "pattern_text": TEXTS[2], "patterns": [rounded(layer[0]) for layer in patterns]})
    for extra in ["README.md", "tokenizer_config.json", "special_tokens_map.json"]:
        if os.path.exists(f"{path}/{extra}"):
            os.remove(f"{path}/{extra}")
    # One line: nobody reads it.
    with open(f"{path}/tokenizer.json") as file:
        value = json.load(file)
    with open(f"{path}/tokenizer.json", "w") as file:
        json.dump(value, file, ensure_ascii=True)
    with open(f"{path}/reference.json") as file:
        value = json.load(file)
    with open(f"{path}/reference.json", "w") as file:
        json.dump(value, file, ensure_ascii=True)


if __name__ == "__main__":
    folder = sys.argv[1] if len(sys.argv) > 1 else "Tests/InferenceTests/Fixtures/encoders"
    for name, options in MODELS.items():
        make(folder, name, options)
