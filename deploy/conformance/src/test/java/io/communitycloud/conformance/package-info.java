/** Tests of the kit: clients that keep its rules and clients that do not. */
@NullMarked
package io.communitycloud.conformance;

import org.jspecify.annotations.NullMarked;
