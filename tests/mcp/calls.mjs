// calls - one sensible call of every tool, in an order that makes sense
//
// A row is a tool, its arguments, and what must be true of its result.  A tool
// that a server lists and that has no row here fails the check.
const cube = Buffer.from('# Goxel 0.10.5\n# One line per voxel\n' +
	'# X Y Z RRGGBB\n0 0 0 ff0000\n1 0 0 ff0000\n0 1 0 00ff00\n')
	.toString('base64');

export const calls = model => [
	['voxel_open', { name: model }, r => r.model === model],
	['voxel_build', { model, ops: [
		{ op: 'box', box: [0, 0, 0, 9, 9, 4], color: '#8040c0' },
		{ op: 'sphere', center: [5, 5, 9], radius: 4, color: '#40c080' },
	] }, r => r.changed > 500],
	['voxel_field', { model, box: [20, 0, 0, 27, 7, 7], expr: '4 - r',
		color: '#c0a040' }, r => r.changed > 0],
	['voxel_history', { model, action: 'undo' }, r => r.changed > 0],
	['voxel_history', { model, action: 'redo' }, r => r.changed > 0],
	['voxel_history', { model, action: 'checkpoint', name: 'built' }],
	['voxel_list', {}, r => Array.isArray(r.models)],
	['voxel_list', { query: model }],
	['voxel_inspect', { model, what: 'summary' }],
	['voxel_inspect', { model, what: 'layers' }],
	['voxel_inspect', { model, what: 'slice', axis: 'z', at: 0 }],
	['voxel_render', { model, size: 256, views: ['iso', 'front'] }, r => true,
		'image'],
	['voxel_check', { model }, r => typeof r.total === 'number'],
	['voxel_import', { model, format: 'txt', data: cube, at: [30, 0, 0] }],
	['voxel_export', { model, format: 'glb' }, r => r.size > 0,
		'resource_link'],
	['voxel_save', { model, overwrite: true }, r => r.bytes > 0],
	['voxel_close', { model, discard: true }],
];
