package io.communitycloud.exchange.operation;

import io.communitycloud.common.identity.Caller;

/** Is told of every call that was admitted, before its outcome; a bean per matter. It must not wait. */
@FunctionalInterface
public interface OperationObserver {

    void called(Caller caller, String systemId, String operation);
}
