extension PhraseBook {
    /// Saved models that a program cannot read: pickles, checkpoints, graphs, archives, registries, and servers that load them.
    static let models = #"""
        unpickl
        from the pickle
        pickle data
        pickle protocol
        invalid load key
        incompatible dtype
        inconsistentversionwarning
        can't get attribute
        __setstate__
        _reconstruct: first argument
        bad magic number
        invalid magic number
        invalid magic characters
        corrupted model
        corrupt model
        error(s) in loading state_dict
        loading state_dict
        size mismatch for
        missing key(s) in state_dict
        unexpected key(s) in state_dict
        pytorchstreamreader
        failed finding central directory
        deserialize object on a cuda device
        deserialize object on cuda device
        weights only load failed
        weights_only load
        storage has wrong byte size
        unknown builtin op
        op type not registered
        legacy model format
        unknown layer
        unknown optimizer
        could not deserialize class
        could not deserialize the model
        cannot deserialize model
        cannot deserialize the model
        please ensure the file is an accessible
        could not locate class
        could not locate function
        unable to open file (file signature
        unable to synchronously open file
        file signature not found
        op type not registered
        savedmodel file does not exist
        failed to load saved model
        no versions of servable
        could not find base path
        loading servable
        file format not supported: filepath
        layer count mismatch
        unsupported ir version
        unsupported model ir version
        model ir version
        max supported ir version
        unsupported opset
        official support for domain
        guarantees support for models
        invalid_protobuf
        invalid protobuf
        protobuf parsing failed
        invalid_graph
        load model from
        this is an invalid model
        not a registered function/op
        no op registered for
        could not find an implementation for
        xgboosterror
        xgboost_error
        lightgbmerror
        [lightgbm] [fatal]
        unknown model format
        model file doesn't
        model format error
        catboosterror
        catboost_error
        poll failed for model directory
        failed to load all models
        failed to load model
        failed to load the model
        failed loading model
        load model failed
        loading model failed
        model load failed
        model loading failed
        cannot load model
        cannot load the model
        can not load model
        can't load model
        can't load the model
        could not load model
        could not load the model
        couldn't load model
        unable to load model
        unable to load the model
        unable to read model
        unable to deserialize model
        error loading model
        error loading the model
        error while loading model
        model could not be loaded
        invalid model file
        invalid model format
        not a valid model
        modelloaderror
        modelloadexception
        modelnotfoundexception
        model not found
        not found in bentoml store
        not found in model store
        no weights found
        weights found in
        no model found
        has wrong file format
        model identifier
        mojo version
        invalid model data
        no models found
        no valid model
        invalidmodelexception
        invalid model archive
        failed to deserialize model
        failed to deserialize engine
        deserializecudaengine
        engine plan file
        read model failed
        didn't find op for builtin opcode
        model schema version
        safetensor
        headertoolarge
        error while deserializing header
        does not appear to have a file named
        unrecognized model in
        does not recognize this architecture
        unknown model architecture
        error loading model architecture
        model type `
        llama_model_load
        gguf_init
        can't find model '
        no such artifact
        could not find an "mlmodel"
        mlmodel configuration
        registered model with name
        model version with
        modell kann nicht geladen
        modell konnte nicht geladen
        impossible de charger le modèle
        échec du chargement du modèle
        no se pudo cargar el modelo
        error al cargar el modelo
        não foi possível carregar o modelo
        モデルの読み込みに失敗
        モデルをロードできません
        模型加载失败
        加载模型失败
        model_repository_manager
        model_lifecycle
        is at unavailable state
        modelldatei kann
        opset version is
        opset of domain
        """#

    /// Files that hold a model.
    static let modelFiles = #"""
        .pkl
        .pickle
        .joblib
        .pt'
        .pt"
        .pt:
        .pt 
        .pth
        .onnx
        .h5
        .hdf5
        .keras
        .pb'
        saved_model
        savedmodel
        .safetensors
        .gguf
        .ggml
        .tflite
        .cbm
        .ubj
        .xgb
        .mar'
        mlmodel
        model.bin
        model.json
        model.txt
        """#

    /// Files that are not there.
    static let noFile = #"""
        no such file
        nosuchfile
        file not found
        filenotfound
        enoent
        does not exist
        no_suchfile
        doesn't exist
        cannot find the file
        datei oder verzeichnis nicht gefunden
        aucun fichier ou dossier
        no existe el fichero
        no existe el archivo
        そのようなファイル
        没有那个文件
        """#
}
