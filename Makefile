# mirilla
#
#   make run        install what is missing, build, open the playground; ARGS="--model ./model.gguf" are handed on
#   make test       install what is missing, build, run the tests; ARGS="--filter Sampling" are handed on
#   make build      the release program, .build/release/mirilla
#   make check      what a change has to pass: lint, build, tests, generated files up to date
#   make format     put all Swift files into the project's format
#   make lint       check the format and the documentation of public declarations
#   make themes     write themes/*.toml and presets/*.toml into the program's source
#   make bench      mirilla beside llama.cpp and transformers, and the screen; ARGS=--quick is shorter, ARGS="--page docs/SPEED.md" keeps
#                   the page. Needs Python with what Benchmarks/requirements.txt names (MIRILLA_PYTHON), or installs it below .build
#   make check-kernels  every version of the kernels beside the plain loops, in an emulator where the processor is another; some minutes.
#                   ARGS="neon avx512" names versions. Says which packages it needs
#   make evaluate-nano  the embedded model's figures on held-out data (needs PyTorch and transformers; PYTHON=… names the interpreter)
#   make sanitize   the tests with the address sanitizer, then with the thread sanitizer
#   make install    the program and its model below PREFIX (/usr/local)
#   make clean      remove what was built

PREFIX ?= /usr/local
DESTDIR ?=
ARGS ?=
PYTHON ?= python3
# The Python that has the peers.
MIRILLA_PYTHON ?=
BENCH_PYTHON = $(or $(MIRILLA_PYTHON),.build/bench-python/bin/python)

# An import that Package.swift does not allow is an error: this is what keeps the targets apart.
WALLS = --explicit-target-dependency-import-check error
# A test that crashes says where, and does not wait at the backtracer's prompt.
BACKTRACE = enable=yes,interactive=no,color=no,threads=crashed,registers=none,images=none,limit=24
# How many tests run at once: four for each processor. A thousand at once have more than 1,365 files open, and Foundation's `Process` on
# Linux then reads past the end of their list, which now and then is the end of memory too.
WIDTH = $(shell echo $$((4 * $$(getconf _NPROCESSORS_ONLN))))
TEST = SWIFT_BACKTRACE=$(BACKTRACE) SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(WIDTH) LC_ALL=C.UTF-8 \
  swift test --parallel $(WALLS)
PROGRAM = .build/release/mirilla
# On Linux Swift's libraries go into the program, where the toolchain has them for that: it then runs on machines without Swift, starts a
# third sooner and takes 6 MB less. On macOS they are part of the system.
LIBRARIES = $(shell swiftc -print-target-info 2>/dev/null | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1_static\/linux/p')
STATIC = $(if $(wildcard $(LIBRARIES)/libFoundation.a),--static-swift-stdlib)
SOURCES = Package.swift Sources Tests

# Homebrew keeps libpng where no compiler looks by itself.
ifeq ($(shell uname -s),Darwin)
export CPATH := $(shell brew --prefix 2>/dev/null)/include
export LIBRARY_PATH := $(shell brew --prefix 2>/dev/null)/lib
endif

.PHONY: run build test check format lint themes fresh bench check-kernels evaluate-nano sanitize install clean help prerequisites test-prerequisites

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

run: build
	@$(PROGRAM) $(ARGS)

build: prerequisites
	swift build -c release --product mirilla $(STATIC) $(WALLS)

test: test-prerequisites
	$(TEST) $(ARGS)

check: lint fresh build test

format:
	swift format --in-place --parallel --recursive $(SOURCES)

lint:
	swift format lint --strict --parallel --recursive $(SOURCES)

themes:
	python3 Tools/embed_texts/embed_texts.py

fresh:
	python3 Tools/embed_texts/embed_texts.py --check

bench: build $(BENCH_PYTHON)
	$(BENCH_PYTHON) Benchmarks --mirilla $(PROGRAM) --json .build/speed.json $(ARGS)

# llama.cpp is built for this machine, as mirilla's kernels are chosen for it.
.build/bench-python/bin/python: Benchmarks/requirements.txt
	$(PYTHON) -m venv .build/bench-python
	CMAKE_ARGS=-DGGML_NATIVE=ON .build/bench-python/bin/pip install --quiet --no-binary llama-cpp-python -r $<
	touch $@

check-kernels:
	@sh Tools/check_kernels.sh $(ARGS)

evaluate-nano:
	$(MAKE) -C Tools/nano evaluate PYTHON=$(PYTHON)

# The search for leaks takes pointers with an enum's tag in them for something else; signals are for mirilla to handle.
sanitize: test-prerequisites
	ASAN_OPTIONS=detect_leaks=0:handle_segv=0 $(TEST) --sanitize=address --scratch-path .build-address
	$(TEST) --sanitize=thread --scratch-path .build-thread

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/mirilla
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/mirilla
	cp -R Sources/Inference/Resources/nano $(DESTDIR)$(PREFIX)/share/mirilla/

clean:
	rm -rf .build .build-address .build-thread

prerequisites:
	@sh Tools/install_prerequisites.sh

test-prerequisites:
	@sh Tools/install_prerequisites.sh tests
