/** Channels: the ways out to the public, each an adaptor that locally lays its messages into a folder. */
@NullMarked
package io.communitycloud.notice.channel;

import org.jspecify.annotations.NullMarked;
