"""What is measured: mirilla's own `bench`, llama.cpp and transformers, each in a process of its own.

A process of llama.cpp or transformers stays open and answers one JSON request a line, so that all engines are warm and take turns.
"""
import json
import os
import resource
import subprocess
import sys
import time


def token(index, vocabulary):
    return index * 7919 % (vocabulary - 1)


def resident_bytes():
    """The most memory that this process had at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class LlamaCpp:
    """llama.cpp through its C interface, which costs a few microseconds a call."""

    def __init__(self, path, threads, flash, context):
        import llama_cpp

        self.api = llama_cpp
        llama_cpp.llama_backend_init()
        # llama.cpp says much; it must not mix with the answers.
        self.quiet = llama_cpp.llama_log_callback(lambda level, text, data: None)
        llama_cpp.llama_log_set(self.quiet, None)
        self.memory_before = resident_bytes()
        start = time.perf_counter()
        self.model = llama_cpp.llama_model_load_from_file(path.encode(), llama_cpp.llama_model_default_params())
        parameters = llama_cpp.llama_context_default_params()
        parameters.n_ctx = context
        parameters.n_batch = context
        parameters.n_ubatch = 512
        parameters.n_threads = parameters.n_threads_batch = threads
        parameters.flash_attn_type = 1 if flash else 0
        parameters.no_perf = True
        self.context = llama_cpp.llama_init_from_model(self.model, parameters)
        self.vocabulary = llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(self.model))
        self.evaluate(range(16))
        self.first_token_ms = (time.perf_counter() - start) * 1e3

    def evaluate(self, indexes):
        tokens = [token(index, self.vocabulary) for index in indexes]
        array = (self.api.llama_token * len(tokens))(*tokens)
        if self.api.llama_decode(self.context, self.api.llama_batch_get_one(array, len(tokens))) != 0:
            raise RuntimeError("llama.cpp cannot evaluate these tokens")
        # Waits for the logits of the last token.
        self.api.llama_get_logits_ith(self.context, -1)

    def forget(self, start):
        self.api.llama_memory_seq_rm(self.api.llama_get_memory(self.context), 0, start, -1)

    def prefill(self, count):
        self.forget(0)
        start = time.perf_counter()
        self.evaluate(range(count))
        return count / (time.perf_counter() - start)

    def decode(self, context, count):
        self.forget(0)
        self.evaluate(range(context))
        start = time.perf_counter()
        for index in range(count):
            self.evaluate([context + index])
        return count / (time.perf_counter() - start)


class Transformers:
    """transformers in eager mode with every attention weight handed out, as people who look at attention use it."""

    def __init__(self, path, threads):
        import torch
        import transformers

        transformers.logging.set_verbosity_error()
        torch.set_num_threads(threads)
        torch.set_grad_enabled(False)
        self.torch = torch
        self.memory_before = resident_bytes()
        start = time.perf_counter()
        self.model = transformers.AutoModelForCausalLM.from_pretrained(path, attn_implementation="eager", dtype=torch.float32)
        self.model.eval()
        self.vocabulary = self.model.config.vocab_size
        self.evaluate(range(16), None)
        self.first_token_ms = (time.perf_counter() - start) * 1e3

    def evaluate(self, indexes, past):
        tokens = self.torch.tensor([[token(index, self.vocabulary) for index in indexes]])
        return self.model(tokens, past_key_values=past, use_cache=True, output_attentions=True, logits_to_keep=1)

    def prefill(self, count):
        start = time.perf_counter()
        self.evaluate(range(count), None)
        return count / (time.perf_counter() - start)

    def decode(self, context, count):
        past = self.evaluate(range(context), None).past_key_values
        start = time.perf_counter()
        for index in range(count):
            past = self.evaluate([context + index], past).past_key_values
        return count / (time.perf_counter() - start)


def serve(arguments):
    """The other end of `Process`."""
    name, path, threads, flash, context = arguments
    engine = LlamaCpp(path, int(threads), flash == "True", int(context)) if name == "llama.cpp" else Transformers(path, int(threads))
    engine.decode(16, 4)
    print(json.dumps({"first_token_ms": engine.first_token_ms}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        kind = request.pop("kind")
        if kind == "memory":
            answer = resident_bytes() - engine.memory_before
        else:
            answer = getattr(engine, kind)(**request)
        print(json.dumps(answer), flush=True)


class Process:
    """An engine in a process that stays open."""

    def __init__(self, name, path, threads, flash=False, context=1024):
        self.process = subprocess.Popen(
            [sys.executable, os.path.dirname(os.path.abspath(__file__)), "--serve", name, path, str(threads), str(flash), str(context)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.first_token_ms = self.answer()["first_token_ms"]

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("a peer has ended; are llama-cpp-python, torch and transformers installed?")
        return json.loads(line)

    def ask(self, kind, **request):
        self.process.stdin.write(json.dumps({"kind": kind, **request}) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def prefill(self, count):
        return self.ask("prefill", count=count)

    def decode(self, context, count):
        return self.ask("decode", context=context, count=count)

    def memory(self):
        return self.ask("memory")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def processor(mirilla):
    """The processor's name, and which kernels mirilla has for it."""
    output = subprocess.run([mirilla, "bench", "--prefill", "1", "--decode", "0", "--repetitions", "1", "--format", "json"],
                            capture_output=True, check=True)
    return json.loads(output.stdout)["cpu"]


class Mirilla:
    """The program's own measurement, one process for each cell; it warms up before it measures."""

    def __init__(self, program, path, threads, weights=None):
        self.program, self.path = program, path
        # Keys and values in half precision, as llama.cpp keeps them.
        self.options = ["--model", path, "--threads", str(threads), "--kv-cache", "f16"] + (["--weights", weights] if weights else [])

    def bench(self, *arguments):
        output = subprocess.run(
            [self.program, "bench", *self.options, "--repetitions", "1", "--format", "json", *map(str, arguments)],
            capture_output=True, text=True)
        if output.returncode != 0:
            raise SystemExit(f"mirilla cannot measure {self.path}: {output.stderr.strip()}")
        return json.loads(output.stdout)

    def prefill(self, count, activations="f32"):
        """Tokens a second."""
        results = self.bench("--prefill", count, "--decode", 0, "--activations", activations)["results"]
        return results[0]["tokens_per_second"]["median"]

    def decode(self, context, count):
        """Tokens a second with and without tracing, and a traced token's time divided by an untraced one's."""
        results = self.bench("--prefill", 1, "--decode", count, "--context", context, "--trace")["results"]
        rates = {result["trace"]: result for result in results if result["kind"] == "decode"}
        median = {trace: result["tokens_per_second"]["median"] for trace, result in rates.items()}
        return median[True], median[False], rates[True]["time_ratio"]

    def memory(self, context):
        """Bytes in memory beyond the weights behind a context."""
        report = self.bench("--prefill", 1, "--decode", 4, "--context", context)
        return report["peak_rss_bytes"] - report["weights_bytes"], report["weights_bytes"]

    def first_token_ms(self):
        """From opening the file to the first token, behind a prompt of 16 (in the words of all shapes), as it is measured of llama.cpp."""
        output = subprocess.run(
            [self.program, "generate", "the ten another sea than ore", "--raw", "--model", self.path, "--max-new-tokens", "1",
             "--temperature", "0", "--format", "json"], capture_output=True, check=True)
        timings = json.loads(output.stdout)["timings"]
        if timings["prefill_tokens"] != 16:
            raise SystemExit(f"the prompt of {self.path} is not 16 tokens long")
        return timings["load_ms"] + timings["first_token_ms"]
