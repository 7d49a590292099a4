package io.communitycloud.common.web;

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
        return '"' + version + "-" + view + '"';
    }
}
