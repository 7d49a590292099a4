/** The secrets of the legacy systems, named in manifests and kept outside of them. */
@NullMarked
package io.communitycloud.exchange.secret;

import org.jspecify.annotations.NullMarked;
