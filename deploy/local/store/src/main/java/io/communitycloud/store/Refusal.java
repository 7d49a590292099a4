package io.communitycloud.store;

import de.bwaldvogel.mongo.exception.MongoServerError;

/** Errors with the codes MongoDB's documentation gives them. */
public final class Refusal {

    public static final int BAD_VALUE = 2;
    public static final int FAILED_TO_PARSE = 9;
    public static final int TYPE_MISMATCH = 14;
    public static final int NOT_IMPLEMENTED = 238;

    private Refusal() {}

    public static MongoServerError badValue(String message) {
        return new MongoServerError(BAD_VALUE, "BadValue", message);
    }

    public static MongoServerError failedToParse(String message) {
        return new MongoServerError(FAILED_TO_PARSE, "FailedToParse", message);
    }

    public static MongoServerError typeMismatch(String message) {
        return new MongoServerError(TYPE_MISMATCH, "TypeMismatch", message);
    }

    /** MongoDB has it, this store does not. */
    public static MongoServerError notImplemented(String what) {
        return new MongoServerError(
                NOT_IMPLEMENTED, "NotImplemented", what + " is not supported by the embedded store");
    }

    public static MongoServerError cannotCreateIndex(String message) {
        return new MongoServerError(67, "CannotCreateIndex", message);
    }

    public static MongoServerError namespaceNotFound(String message) {
        return new MongoServerError(26, "NamespaceNotFound", message);
    }

    public static MongoServerError outOfDiskSpace(String message) {
        return new MongoServerError(14031, "OutOfDiskSpace", message);
    }

    public static MongoServerError timeLimit() {
        return new MongoServerError(50, "MaxTimeMSExpired", "operation exceeded time limit");
    }

    public static MongoServerError memoryLimit(String what, long limit) {
        return new MongoServerError(
                292,
                "QueryExceededMemoryLimitNoDiskUseAllowed",
                what + " exceeded memory limit of " + limit
                        + " bytes, and the embedded store does not use the disk for it");
    }
}
