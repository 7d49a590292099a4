package io.communitycloud.exchange.webhook;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.stereotype.Component;

/**
 * Decides where a webhook may lead.
 *
 * <p>A target is an https address with a name: addresses written as numbers, in whatever notation, are refused as such. A
 * name is looked up anew at every connection and every address it has must be public; the connection then goes to the very
 * address that was looked at, so that an answer which changes in between changes nothing.
 */
@Component
class Targets implements DnsResolver {

    private static final int LONGEST = 2_000;
    private static final int HTTPS = 443;
    private static final int LEAST_PORT = 1_024;

    /** Labels of letters, digits and hyphens, the last one beginning with a letter: no number passes for a name. */
    private static final Pattern NAME = Pattern.compile(
            "(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    private static final List<String> INNER_ZONES = List.of(
            ".localhost",
            ".local",
            ".localdomain",
            ".internal",
            ".intranet",
            ".lan",
            ".home.arpa",
            ".in-addr.arpa",
            ".ip6.arpa",
            ".svc.cluster.local");

    private final Lookup lookup;
    private final List<PublicAddresses.Network> intranets;

    Targets(Lookup lookup, WebhookSettings settings) {
        this.lookup = lookup;
        this.intranets = settings.intranets().stream()
                .map(cidr -> cidr.split("/", -1))
                .map(parts -> PublicAddresses.network(parts[0], Integer.parseInt(parts[1])))
                .toList();
    }

    /** Why a target is refused; nothing where it is not. */
    Optional<String> refusal(String url) {
        if (url.length() > LONGEST || !url.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')) {
            return Optional.of("form");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            return Optional.of("form");
        }
        String host = uri.getHost();
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of("scheme");
        }
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("form");
        }
        if (uri.getPort() != -1 && uri.getPort() != HTTPS && uri.getPort() < LEAST_PORT) {
            return Optional.of("port");
        }
        return refusalOfHost(host);
    }

    private Optional<String> refusalOfHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || !name.equals(asciiOf(name))) {
            return Optional.of("host");
        }
        if (INNER_ZONES.stream().anyMatch(name::endsWith)) {
            return Optional.of("host");
        }
        try {
            resolve(name);
            return Optional.empty();
        } catch (UnknownHostException refused) {
            return Optional.of(refused instanceof NotPublic ? "address" : "unknown-host");
        }
    }

    private static String asciiOf(String name) {
        try {
            return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException notAName) {
            return "";
        }
    }

    /** The addresses of a name, all of them fit; called for each connection, which goes to one of these. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.addressesOf(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            if (!isFit(address)) {
                throw new NotPublic(host);
            }
        }
        return addresses;
    }

    private boolean isFit(InetAddress address) {
        return PublicAddresses.include(address)
                || intranets.stream().anyMatch(network -> network.contains(address.getAddress()));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A name that leads inside. */
    static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotPublic(String host) {
            super(host + " leads to an address that is not public");
        }
    }
}
