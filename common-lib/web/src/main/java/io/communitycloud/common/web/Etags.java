package io.communitycloud.common.web;

import org.springframework.http.ResponseEntity;

/**
 * Strong entity tags {@code "<version>-<view>"}: the version is the document's, the view keeps a masked and an unmasked
 * answer apart.
 */
public final class Etags {

    private Etags() {}

    /**
     * The tag of one view of one version.
     *
     * @param view lower-case letters, digits and hyphens, such as {@code masked} or {@code full}
     */
    public static String of(long version, String view) {
        return '"' + Long.toString(version) + "-" + view + '"';
    }

    /** The thing with its tag; Spring turns it into 304 where {@code If-None-Match} names that tag. */
    public static <T> ResponseEntity<T> answer(T body, long version, String view) {
        return ResponseEntity.ok().eTag(of(version, view)).body(body);
    }
}
