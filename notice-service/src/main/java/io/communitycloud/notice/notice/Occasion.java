package io.communitycloud.notice.notice;

/**
 * What a notice is published for, where no person wrote it.
 *
 * @param cause the id of a plan's activation
 * @param step of the activation
 */
public record Occasion(String cause, String step) {

    /** The id of the one notice that answers it: asked twice is asked once. */
    String noticeId() {
        return cause + "." + step;
    }
}
