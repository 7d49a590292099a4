/** What the stock gives to households under quarantine. */
@NullMarked
package io.communitycloud.resource.quarantine;

import org.jspecify.annotations.NullMarked;
