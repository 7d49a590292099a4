package io.communitycloud.launcher.story;

/** The platform did something else than the story says. */
final class NotAsToldException extends Exception {

    private static final long serialVersionUID = 1L;

    NotAsToldException(String message) {
        super(message);
    }
}
