package io.communitycloud.exchange.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up names; a test answers as it likes. */
@FunctionalInterface
interface Lookup {

    InetAddress[] addressesOf(String host) throws UnknownHostException;
}
