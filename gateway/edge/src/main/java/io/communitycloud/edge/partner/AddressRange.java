package io.communitycloud.edge.partner;

import java.net.InetAddress;
import java.time.Instant;

/** A range of addresses as the exchange publishes it: literal, in CIDR notation. */
final class AddressRange {

    private final byte[] network;
    private final int length;
    private final Instant until;

    private AddressRange(byte[] network, int length, Instant until) {
        this.network = network;
        this.length = length;
        this.until = until;
    }

    static AddressRange of(String cidr, Instant until) {
        int slash = cidr.indexOf('/');
        return new AddressRange(bytes(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)), until);
    }

    /** Whether an address, literal as the container tells it, lies within and the range still counts. */
    boolean admits(String address, Instant now) {
        byte[] caller = bytes(address);
        if (!now.isBefore(until) || caller.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((caller[bit / Byte.SIZE] & mask) != (network[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Of {@code ::ffff:203.0.113.7} these are the four that count. */
    private static byte[] bytes(String literal) {
        try {
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException notLiteral) {
            return new byte[0];
        }
    }
}
