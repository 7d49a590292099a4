/** The store and the broker that tests run on: started once per process, shared by all. */
@NullMarked
package io.communitycloud.common.testing.platform;

import org.jspecify.annotations.NullMarked;
