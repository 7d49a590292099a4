package io.communitycloud.exchange.operation;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.manifest.Served;

/** Looks at every call before anything else is done; a bean per matter, such as what a bureau was granted. */
@FunctionalInterface
public interface OperationGuard {

    /**
     * Lets a call pass.
     *
     * @throws Refused where this caller may not make this call
     */
    void admit(Caller caller, Served served, Served.Operation operation);
}
