package io.communitycloud.common.signatures;

import java.util.List;

/** What a signature can speak of in an HTTP request. */
public interface Message {

    String method();

    /** Host and port as the caller addressed them: lower case, without the scheme's own port. */
    String authority();

    /** As it travelled, still escaped; {@code /} where there is none. */
    String path();

    /** With its question mark, which alone stands for no query. */
    String query();

    /** The values of a header field, one per line it came in; empty where it was not sent. */
    List<String> fields(String lowerCaseName);
}
