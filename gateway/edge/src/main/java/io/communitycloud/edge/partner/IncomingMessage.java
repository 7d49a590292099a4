package io.communitycloud.edge.partner;

import io.communitycloud.common.signatures.Message;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A request as its signature speaks of it. */
record IncomingMessage(HttpServletRequest request) implements Message {

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String authority() {
        String host = request.getHeader("Host");
        String authority = host == null ? "" : host.toLowerCase(Locale.ROOT);
        String usual = request.isSecure() ? ":443" : ":80";
        return authority.endsWith(usual) ? authority.substring(0, authority.length() - usual.length()) : authority;
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }

    @Override
    public String query() {
        String query = request.getQueryString();
        return query == null ? "?" : "?" + query;
    }

    @Override
    public List<String> fields(String lowerCaseName) {
        return Collections.list(request.getHeaders(lowerCaseName));
    }
}
