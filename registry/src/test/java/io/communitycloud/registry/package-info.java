/** What the registry promises, tried over HTTP. */
@NullMarked
package io.communitycloud.registry;

import org.jspecify.annotations.NullMarked;
