package io.communitycloud.launcher;

/** What was typed does not make a command. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
