package io.communitycloud.emergency.activation;

/** Who a step is asked of. */
enum StepKind {
    CONVERSION,
    RESERVATION,
    MOBILISATION,
    NOTICE
}
