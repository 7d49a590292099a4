package io.communitycloud.common.web;

import java.util.List;

/** The request is not what the contract says; answered as 400 with one entry per offending member. */
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<FieldError> errors;

    /** The members of the body named by {@code errors} are not acceptable: code {@code invalid-field}. */
    public InvalidRequest(List<FieldError> errors) {
        this("invalid-field", errors);
    }

    public InvalidRequest(String code, List<FieldError> errors) {
        super(code, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /** One member of the body is not acceptable. */
    public static InvalidRequest field(String pointer, String code) {
        return new InvalidRequest(List.of(FieldError.of(pointer, code)));
    }

    /** One query, path or header parameter is not acceptable. */
    public static InvalidRequest parameter(String name, String code) {
        return new InvalidRequest("invalid-parameter", List.of(FieldError.of("?" + name, code)));
    }

    public String code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
