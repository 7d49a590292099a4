package io.communitycloud.launcher;

/** The command was understood and could not be carried out; the message says why and what helps. */
final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
