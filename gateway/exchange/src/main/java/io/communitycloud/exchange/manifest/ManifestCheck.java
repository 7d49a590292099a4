package io.communitycloud.exchange.manifest;

import java.util.List;

/** Looks at a manifest for what a schema cannot say; a bean per matter. */
@FunctionalInterface
public interface ManifestCheck {

    /** What is wrong with it; empty where nothing is. */
    List<Finding> check(Manifest manifest);

    /**
     * What is wrong.
     *
     * @param pointer JSON pointer of the member that is wrong
     */
    record Finding(String pointer, String reason) {}
}
