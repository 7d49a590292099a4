package io.communitycloud.exchange.partner;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of addresses in CIDR notation; only literal ones are read, so that no name is ever looked up. */
final class Cidr {

    private static final Pattern V4 =
            Pattern.compile("((?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!/)|(?=/))){4})/(\\d|[12]\\d|3[0-2])");
    private static final Pattern V6 = Pattern.compile("([0-9a-fA-F:]{2,39})/(\\d{1,3})");

    private Cidr() {}

    /** The range with the bits beyond its length cleared; empty where it is none, or all there are. */
    static Optional<String> canonical(String text) {
        Matcher range = text.contains(":") ? V6.matcher(text) : V4.matcher(text);
        if (!range.matches()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(range.group(2));
        byte[] address;
        try {
            address = InetAddress.getByName(range.group(1)).getAddress();
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
        // The whole internet is no list of addresses.
        if (length < 8 || length > address.length * Byte.SIZE) {
            return Optional.empty();
        }
        for (int bit = length; bit < address.length * Byte.SIZE; bit++) {
            address[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
        }
        try {
            return Optional.of(InetAddress.getByAddress(address).getHostAddress() + "/" + length);
        } catch (UnknownHostException impossible) {
            return Optional.empty();
        }
    }
}
