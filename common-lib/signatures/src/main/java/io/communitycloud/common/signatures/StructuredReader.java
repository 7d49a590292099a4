package io.communitycloud.common.signatures;

import java.util.Base64;

/** Reads the few kinds of RFC 8941 structured fields that signatures are written in. */
final class StructuredReader {

    /** Fifteen digits are the most an integer has (RFC 8941, 3.3.1). */
    private static final int DIGITS = 15;

    private final String text;
    private int at;

    StructuredReader(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    int position() {
        return at;
    }

    boolean next(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    void require(char wanted) {
        if (!next(wanted)) {
            throw malformed();
        }
    }

    void spaces() {
        while (next(' ')) {
            // as many as there are
        }
    }

    /** A key of a dictionary or parameter. */
    String key() {
        int begin = at;
        while (at < text.length() && isKey(text.charAt(at), at == begin)) {
            at++;
        }
        if (at == begin) {
            throw malformed();
        }
        return text.substring(begin, at);
    }

    private static boolean isKey(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || c == '*';
        return first ? letter : letter || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    }

    /** A string between its quotes, unescaped. */
    String string() {
        require('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\') {
                if (at == text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\\')) {
                    throw malformed();
                }
                value.append(text.charAt(at++));
            } else if (c < 0x20 || c > 0x7e) {
                throw malformed();
            } else {
                value.append(c);
            }
        }
        throw malformed();
    }

    /** An integer that is not negative. */
    long integer() {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == begin || at - begin > DIGITS) {
            throw malformed();
        }
        return Long.parseLong(text.substring(begin, at));
    }

    /** Bytes between colons, in base64. */
    byte[] bytes() {
        require(':');
        int end = text.indexOf(':', at);
        if (end < 0) {
            throw malformed();
        }
        try {
            byte[] value = Base64.getDecoder().decode(text.substring(at, end));
            at = end + 1;
            return value;
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
    }

    static SignatureRefused malformed() {
        return new SignatureRefused(SignatureRefused.Reason.MALFORMED);
    }
}
