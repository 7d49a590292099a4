/** What is shipped as data about incidents: types, grades, deadlines, life cycle, plan parts. */
@NullMarked
package io.communitycloud.emergency.catalogue;

import org.jspecify.annotations.NullMarked;
