/** Holds a service to the samples that are the contract with the others. */
@NullMarked
package io.communitycloud.common.testing.contracts;

import org.jspecify.annotations.NullMarked;
