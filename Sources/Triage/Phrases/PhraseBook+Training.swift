extension PhraseBook {
    /// What trainers say when a loss or a gradient is no number any more: PyTorch, Lightning, Keras, fairseq, DeepSpeed, XGBoost, and
    /// people's own scripts.
    static let diverged = #"""
        loss scale already at minimum
        minimum loss scale reached
        loss is nan
        loss is now nan
        loss was nan
        loss became nan
        loss went to nan
        loss turned nan
        loss became inf
        loss is inf
        loss: nan
        loss=nan
        loss = nan
        loss nan
        nan loss
        loss: inf
        loss=inf
        loss = inf
        non-finite loss
        loss is not finite
        loss is non-finite
        loss not finite
        = nan is not finite
        = inf is not finite
        = -inf is not finite
        invalid loss, terminating training
        infinite or nan
        nan or inf
        inf or nan
        training diverged
        training has diverged
        trainingdiverged
        loss diverged
        loss has diverged
        model diverged
        model has diverged
        loss exploded
        loss has exploded
        gradients exploded
        gradient explosion
        exploding gradient
        gradients are nan
        gradient norm is nan
        grad norm is nan
        grad_norm is nan
        nan in gradient
        gradient overflow
        non-finite gradient
        total norm of order 2.0 for gradients
        """#

    /// The same, and inputs that hold what is no number.
    static let training = diverged + "\ninput contains nan"
}
