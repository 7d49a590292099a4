/** Wires identity and scope into whatever has this module on its class path. */
@NullMarked
package io.communitycloud.common.identity.autoconfigure;

import org.jspecify.annotations.NullMarked;
