package io.communitycloud.exchange.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses lie in the open internet (IANA's registries of special-purpose addresses).
 *
 * <p>An IPv4 address inside an IPv6 one, whatever the way it was put there, is looked at by itself.
 */
final class PublicAddresses {

    private static final List<Network> SPECIAL = List.of(
            network("0.0.0.0", 8),
            network("10.0.0.0", 8),
            // Shared address space; 100.100.100.200 in it serves a cloud's metadata.
            network("100.64.0.0", 10),
            network("127.0.0.0", 8),
            // Link-local, metadata services at 169.254.169.254 and others.
            network("169.254.0.0", 16),
            network("172.16.0.0", 12),
            network("192.0.0.0", 24),
            network("192.0.2.0", 24),
            network("192.31.196.0", 24),
            network("192.52.193.0", 24),
            network("192.88.99.0", 24),
            network("192.168.0.0", 16),
            network("192.175.48.0", 24),
            network("198.18.0.0", 15),
            network("198.51.100.0", 24),
            network("203.0.113.0", 24),
            // Multicast, reserved, broadcast.
            network("224.0.0.0", 3));

    /** All that is handed out lies in 2000::/3, and of that these are special. */
    private static final Network GLOBAL_UNICAST = network("2000::", 3);

    private static final List<Network> SPECIAL_V6 =
            List.of(network("2001::", 23), network("2001:db8::", 32), network("3fff::", 20), network("5f00::", 16));

    private static final Network SIX_TO_FOUR = network("2002::", 16);
    private static final Network TRANSLATED = network("64:ff9b::", 96);
    private static final Network COMPATIBLE = network("::", 96);
    private static final int V4_IN_TRANSLATED = 12;

    private PublicAddresses() {}

    static boolean include(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL.stream().noneMatch(network -> network.contains(bytes));
        }
        if (TRANSLATED.contains(bytes) || COMPATIBLE.contains(bytes)) {
            // ::1 and :: among them; nobody is called by a compatible address any more.
            return TRANSLATED.contains(bytes) && include(v4(bytes, V4_IN_TRANSLATED));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return include(v4(bytes, 2));
        }
        if (isIsatap(bytes)) {
            return include(v4(bytes, V4_IN_TRANSLATED));
        }
        return GLOBAL_UNICAST.contains(bytes) && SPECIAL_V6.stream().noneMatch(network -> network.contains(bytes));
    }

    /** RFC 5214: whatever the prefix, the second half says {@code 5efe} and an IPv4 address. */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & ~0x02) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static InetAddress v4(byte[] address, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address, at, at + 4));
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Network network(String literal, int length) {
        return new Network(InetAddress.ofLiteral(literal).getAddress(), length);
    }

    /** A range of addresses of one family. */
    static final class Network {

        private final byte[] address;
        private final int length;

        private Network(byte[] address, int length) {
            this.address = address;
            this.length = length;
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((other[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
