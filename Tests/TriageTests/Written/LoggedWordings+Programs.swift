extension LoggedWordings {
    static let models = #"""
        === torch-mismatch | 1 | model-load-failed | size mismatch
        Traceback (most recent call last):
          File "/srv/app.py", line 31, in load
            model.load_state_dict(torch.load(path, map_location="cpu"))
          File "/usr/local/lib/python3.11/site-packages/torch/nn/modules/module.py", line 2581, in load_state_dict
            raise RuntimeError(
        RuntimeError: Error(s) in loading state_dict for Net:
        	size mismatch for fc.weight: copying a param with shape torch.Size([10, 512]) from checkpoint, the shape in current model is torch.Size([12, 512]).
        === torch-cuda | 1 | model-load-failed | cuda
        RuntimeError: Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is False. If you are running on a CPU-only machine, please use torch.load with map_location=torch.device('cpu') to map your storages to the CPU.
        === torch-zip | 1 | model-load-failed | central directory
        RuntimeError: PytorchStreamReader failed reading zip archive: failed finding central directory
        === torch-weights-only | 1 | model-load-failed | weights
        _pickle.UnpicklingError: Weights only load failed. This file can still be loaded, to do so you have two options
        === lfs-pointer | 1 | model-load-failed | invalid load key
        _pickle.UnpicklingError: invalid load key, 'v'.
        === sklearn-module | 1 | model-load-failed | sklearn.ensemble.forest
        Traceback (most recent call last):
          File "/app/serve.py", line 14, in <module>
            model = joblib.load("/models/m.joblib")
          File "/usr/local/lib/python3.12/site-packages/joblib/numpy_pickle.py", line 658, in load
            obj = _unpickle(fobj, filename, mmap_mode)
          File "/usr/local/lib/python3.12/pickle.py", line 1529, in find_class
            __import__(module, level=0)
        ModuleNotFoundError: No module named 'sklearn.ensemble.forest'
        === sklearn-attribute | 1 | model-load-failed | can't get attribute
        AttributeError: Can't get attribute 'TextCleaner' on <module '__main__' from '/app/serve.py'>
        === xgboost | 1 | model-load-failed | xgboost|dmlc
        xgboost.core.XGBoostError: [22:14:01] /workspace/src/common/json.cc:72: Expecting: """, got: "b", around character position: 1
        === lightgbm | 1 | model-load-failed | lightgbm|model format
        lightgbm.basic.LightGBMError: Unknown model format or submodel type in model file /models/rank.txt
        === catboost | 1 | model-load-failed | catboost
        _catboost.CatBoostError: catboost/libs/model/model.cpp:1185: Incorrect model file descriptor
        === keras-h5 | 1 | model-load-failed | file signature
        OSError: Unable to synchronously open file (file signature not found)
        === keras-layer | 1 | model-load-failed | unknown layer;TokenGate
        ValueError: Unknown layer: 'TokenGate'. Please ensure you are using a `keras.utils.custom_object_scope` and that this object is included in the scope.
        === tf-serving | 1 | model-load-failed | versions|servable
        2026-05-11 22:14:01.120312: E tensorflow_serving/util/retrier.cc:37] Loading servable: {name: rank version: 4} failed: NOT_FOUND: Op type not registered 'SentencepieceOp' in binary running on app. Make sure the Op and Kernel are registered in the binary running in this process.
        === onnx-python | 1 | model-load-failed | opset
        onnxruntime.capi.onnxruntime_pybind11_state.Fail: [ONNXRuntimeError] : 1 : FAIL : Load model from /models/m.onnx failed:/onnxruntime_src/onnxruntime/core/graph/model_load_utils.h:56 void onnxruntime::model_load_utils::ValidateOpsetForDomain(...) ONNX Runtime only *guarantees* support for models stamped with official released onnx opset versions. Opset 22 is under development and support for this is limited. Current official support for domain ai.onnx is till opset 19.
        === triton | 1 | model-load-failed | failed to load;resnet
        E0511 22:14:01.120312 1 model_repository_manager.cc:580] "failed to load 'resnet' version 1: Invalid argument: unexpected platform type 'onnxruntime_onxx' for resnet"
        I0511 22:14:01.220312 1 server.cc:674]
        +--------+---------+----------------------------------------------+
        | Model  | Version | Status                                       |
        +--------+---------+----------------------------------------------+
        | resnet | 1       | UNAVAILABLE: Invalid argument: unexpected platform type |
        +--------+---------+----------------------------------------------+
        error: creating server: Internal - failed to load all models
        === tensorrt | 1 | model-load-failed | engine
        [E] IRuntime::deserializeCudaEngine: Error Code 1: Serialization (Serialization assertion stdVersionRead == kSERIALIZATION_VERSION failed.Version tag does not match. Note: Current Version: 239, Serialized Engine Version: 236)
        === torchserve | 1 | model-load-failed | worker died|load model failed
        2026-05-11T22:14:01,120 [WARN ] W-9000-intent_1.0 org.pytorch.serve.wlm.BatchAggregator - Load model failed: intent, error: Worker died.
        === mlflow-missing | 1 | model-load-failed | registered model|iris
        mlflow.exceptions.RestException: RESOURCE_DOES_NOT_EXIST: Registered Model with name=iris-classifer not found
        === hf-files | 1 | model-load-failed | pytorch_model.bin|file named
        OSError: /models/bert does not appear to have a file named pytorch_model.bin, model.safetensors, tf_model.h5, model.ckpt or flax_model.msgpack.
        === safetensors | 1 | model-load-failed | header
        safetensors_rust.SafetensorError: Error while deserializing header: HeaderTooLarge
        === gguf | 1 | model-load-failed | architecture
        llama_model_load: error loading model: error loading model architecture: unknown model architecture: 'qwen9'
        llama_load_model_from_file: failed to load model
        === not-ready-model | notready | model-load-failed | invalid load key|unpickl
        ERROR:scorer:could not load model, answering 503
        _pickle.UnpicklingError: pickle data was truncated
        """#

    static let crashes = #"""
        === node-type | 1 | crash-loop | cannot read prop;cart.js
        /app/dist/cart.js:41
            const total = order.lines.map((line) => line.price);
                                      ^

        TypeError: Cannot read properties of undefined (reading 'map')
            at total (/app/dist/cart.js:41:31)
            at Object.<anonymous> (/app/dist/main.js:9:1)

        Node.js v22.4.1
        === node-heap | 134 | crash-loop | heap
        <--- Last few GCs --->

        [1:0x7f2c3c0]    61021 ms: Mark-Compact 505.9 (520.1) -> 505.1 (520.4) MB, 812.11 / 0.00 ms  (average mu = 0.084, current mu = 0.012) allocation failure; scavenge might not succeed

        <--- JS stacktrace --->

        FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
        ----- Native stack trace -----

         1: 0xb8ced1 node::OOMErrorHandler(char const*, v8::OOMDetails const&) [node]
        === java-heap | 1 | crash-loop | heap space
        Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
        	at java.base/java.util.Arrays.copyOf(Arrays.java:3537)
        	at shop.export.Sheet.write(Sheet.java:204)
        === php-memory | 255 | crash-loop | allowed memory
        PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /var/www/html/src/Export.php on line 88
        === java-version | 1 | crash-loop | class file version|UnsupportedClassVersion
        Error: LinkageError occurred while loading main class shop.Main
        	java.lang.UnsupportedClassVersionError: shop/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0
        === jar-missing | 1 | crash-loop | app.jar
        Error: Unable to access jarfile /app/app.jar
        === glibc | 1 | crash-loop | GLIBC
        /app/server: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by /app/server)
        === musl-loader | 127 | crash-loop | libssl
        Error loading shared library libssl.so.1.1: No such file or directory (needed by /app/server)
        === rust-index | 101 | crash-loop | index out of bounds
        thread 'tokio-runtime-worker' panicked at src/route.rs:77:18:
        index out of bounds: the len is 3 but the index is 3
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        === go-map | 2 | crash-loop | index out of range;split.go
        panic: runtime error: index out of range [2] with length 2

        goroutine 34 [running]:
        shop.example/feeds/internal/parse.split(...)
        	/src/internal/parse/split.go:19
        shop.example/feeds/internal/parse.Line({0xc0001a4000, 0x1f})
        	/src/internal/parse/line.go:8 +0x7d
        === ruby-method | 1 | crash-loop | undefined method
        /app/lib/tax.rb:14:in `apply': undefined method `rate' for nil (NoMethodError)
        	from /app/lib/main.rb:3:in `<main>'
        === dotnet-null | 134 | crash-loop | NullReference;Cart.cs
        Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.
           at Shop.Cart.Total() in /src/Shop/Cart.cs:line 19
           at Program.<Main>$(String[] args) in /src/Program.cs:line 4
        === cpp-range | 134 | crash-loop | out_of_range|range_check
        terminate called after throwing an instance of 'std::out_of_range'
          what():  vector::_M_range_check: __n (which is 7) >= this->size() (which is 7)
        === assertion-c | 134 | crash-loop | assertion
        server: src/ring.c:118: ring_push: Assertion `ring->used <= ring->size' failed.
        === elixir-match | 1 | crash-loop | match
        ** (Mix) Could not start application shop: Shop.Application.start(:normal, []) returned an error: shutdown: failed to start child: Shop.Cache
            ** (EXIT) an exception was raised:
                ** (MatchError) no match of right hand side value: {:error, :badarg}
        === python-syntax | 1 | crash-loop | SyntaxError|invalid syntax
          File "/app/main.py", line 44
            match order.state
                             ^
        SyntaxError: expected ':'
        === gunicorn-import | 3 | crash-loop | flask_limiter
        [2026-05-11 22:14:01 +0000] [7] [ERROR] Exception in worker process
        Traceback (most recent call last):
          File "/usr/local/lib/python3.12/site-packages/gunicorn/arbiter.py", line 609, in spawn_worker
            worker.init_process()
          File "/app/wsgi.py", line 3, in <module>
            from flask_limiter import Limiter
        ModuleNotFoundError: No module named 'flask_limiter'
        [2026-05-11 22:14:01 +0000] [7] [INFO] Worker exiting (pid: 7)
        [2026-05-11 22:14:01 +0000] [1] [ERROR] Worker (pid:7) exited with code 3
        [2026-05-11 22:14:01 +0000] [1] [ERROR] Shutting down: Master
        [2026-05-11 22:14:01 +0000] [1] [ERROR] Reason: Worker failed to boot.
        === flyway | 1 | crash-loop | checksum
        org.flywaydb.core.api.exception.FlywayValidateException: Validate failed: Migrations have failed validation
        Migration checksum mismatch for migration version 12
        -> Applied to database : 1203981221
        -> Resolved locally    : -88120931
        === readonly-fs | 1 | crash-loop | read-only
        OSError: [Errno 30] Read-only file system: '/app/cache/index.db'
        === file-permission | 1 | crash-loop | permission denied;/data
        Error: EACCES: permission denied, mkdir '/data/uploads'
            at Object.mkdirSync (node:fs:1371:26)
            at Object.<anonymous> (/app/dist/main.js:12:6) {
          errno: -13,
          code: 'EACCES',
          syscall: 'mkdir',
          path: '/data/uploads'
        }
        === port-go | 1 | crash-loop | address already in use;9090
        2026/05/11 22:14:01 listen tcp :9090: bind: address already in use
        === erlang-port | 1 | crash-loop | eaddrinuse
        ** (Mix) Could not start application api: exited in: Api.Application.start(:normal, [])
            ** (EXIT) shutdown: failed to start child: Ranch (eaddrinuse)
        === perl-module | 2 | crash-loop | JSON/XS|JSON::XS
        Can't locate JSON/XS.pm in @INC (you may need to install the JSON::XS module) (@INC entries checked: /etc/perl /usr/local/lib/x86_64-linux-gnu/perl/5.36.0) at /app/run.pl line 4.
        BEGIN failed--compilation aborted at /app/run.pl line 4.
        === sh-not-found | 127 | crash-loop | gunicorn
        /entrypoint.sh: line 9: gunicorn: command not found
        === killed-outside | 137 | unknown | 137|SIGKILL;not OOMKilled|does not say
        ERROR failed to render label: glyph missing
        === quiet-end | 1 | unknown | does not say
        bye
        """#
}
