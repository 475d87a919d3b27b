/*
 * synonyms - other names of parameters, declared once
 *
 * RENAMED(name, to)	where a method has `to` and no `name`
 * SPREAD(name, first, second, third)
 *	one value for three parameters, where a method has all three and no
 *	`name`: an array of three, or an object with their names, x y z, or
 *	width height depth
 *
 * The first row that fits a method counts.
 */
RENAMED(file_path, path)
RENAMED(filename, path)
RENAMED(path, output_path)
RENAMED(file_path, output_path)
RENAMED(filename, output_path)
RENAMED(filename, name)
RENAMED(new_name, name)
RENAMED(start, min)
RENAMED(end, max)
SPREAD(position, x, y, z)
SPREAD(center, center_x, center_y, center_z)
SPREAD(size, size_x, size_y, size_z)
SPREAD(size, width, height, depth)
SPREAD(dimensions, width, height, depth)
#undef RENAMED
#undef SPREAD
