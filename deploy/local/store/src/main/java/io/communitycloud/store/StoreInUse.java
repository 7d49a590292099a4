package io.communitycloud.store;

import java.nio.file.Path;

/** Another server already serves this folder. */
public final class StoreInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreInUse(Path folder) {
        super("another store serves " + folder + "; two on one folder would destroy it");
    }
}
