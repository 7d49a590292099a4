package io.communitycloud.launcher.story;

import java.io.IOException;
import java.util.Set;

/**
 * A piece of a step that one or few services carry.
 *
 * @param what the sentence of the story
 * @param needs the parts it cannot be told without
 * @param telling what happens, with its checks
 */
record Scene(String what, Set<String> needs, Telling telling) {

    Scene {
        needs = Set.copyOf(needs);
    }

    /** What happens in a scene. */
    @FunctionalInterface
    interface Telling {

        void on(Stage stage) throws IOException, InterruptedException, NotAsToldException;
    }

    /** A scene that waits for its services to be built. */
    static Scene later(String what, String... needs) {
        return new Scene(what, Set.of(needs), stage -> {
            throw new NotAsToldException("its services are built, its telling is not");
        });
    }
}
