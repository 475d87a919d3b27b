/*
 * settings - everything an operator can choose, declared once
 *
 * TEXT(id, default, reload, doc)
 * NUMBER(id, default, lowest, highest, unit, reload, doc)
 * CHOICE(id, default, "a|b|c", reload, doc)	stored as the index
 *	reload	RELOAD: a reload suffices; RESTART: only a restart takes it over
 *
 * A value comes, in this order, from a flag, the environment (GOXEL_<ID>), the
 * configuration file, or the default.  From the rows come struct config, the
 * checks, `show config`, goxeld.conf and its manual page.
 */
TEXT(socket, "/tmp/goxel-daemon.sock", RESTART,
	"Path of the Unix socket that clients connect to; off for none.")
NUMBER(socket_mode, 600, 0, 777, "octal permissions", RESTART,
	"Who may connect to the Unix socket, as chmod writes it.")
TEXT(listen, "127.0.0.1:7531", RESTART,
	"Loopback address and port for TCP clients, HOST:PORT; port 0 takes a free one; off for none.")
TEXT(stats_socket, "", RESTART,
	"Path of the operators' socket; empty is the socket's path and .stats; off for none.")
TEXT(admin_listen, "", RESTART,
	"Where operators' programs ask over HTTP, /metrics and /healthz among others: the path, with a slash in it, of a Unix socket of mode 0600, or a loopback address, HOST:PORT, which every user of this machine can reach; empty is the socket's path and .admin, or off where the stats socket is off; off for none.")
TEXT(pid_file, "", RESTART,
	"File that holds the master's process id; empty is the socket's path with .pid instead of .sock; off for none.")
TEXT(http_hosts, "", RELOAD,
	"Names, with commas between them, by which HTTP clients may call this server beside localhost, 127.0.0.1 and [::1]; for a proxy before it.")
TEXT(http_origins, "", RELOAD,
	"Origins of web pages, as https://example.org, with commas between them, whose scripts may ask over HTTP; those of this machine always may.")
TEXT(http_token_file, "", RELOAD,
	"File whose first line is a token that HTTP clients over TCP must bring as Authorization: Bearer; others than the server's user and group must not be able to read it; empty asks for none.")
CHOICE(mcp_fixtures, "no", "no|yes", RESTART,
	"Whether agents also see the tools, prompts and resources that MCP's conformance suite asks for; for that suite alone.")
NUMBER(workers, 0, 0, 64, "processes", RELOAD,
	"How many workers serve; 0 is the number of processors.")
NUMBER(connections, 10000, 1, 100000, "connections", RESTART,
	"How many clients may be connected at once; more wait in the kernel.")
CHOICE(accept, "handoff", "handoff|reuseport", RESTART,
	"Who accepts: the master, who hands each connection to the worker with least work, or the workers themselves, cheaper, where a worker killed while accepting may cost that one connection.")
NUMBER(attempts, 2, 1, 10, "runs", RELOAD,
	"How often a request may be run when its worker dies of it, before it is answered with error -1050.")
NUMBER(request_limit, 30, 1, 3600, "seconds", RELOAD,
	"How long a worker may be busy with one request before it is killed and the request counts as one that kills.")
NUMBER(first_request_timeout, 10, 1, 3600, "seconds", RELOAD,
	"How long a half-sent request may stand still before its connection is closed.")
NUMBER(write_timeout, 30, 1, 3600, "seconds", RELOAD,
	"How long a client may read nothing of a reply before its connection is closed.")
TEXT(files_root, "", RELOAD,
	"Folder below which clients that are not the server's own user may name files; empty forbids files to them.")
TEXT(data_dir, "", RESTART,
	"Folder of the projects, which outlive the server; one server has it at a time.  Empty is /var/lib/goxeld for root and $XDG_STATE_HOME/goxeld (~/.local/state/goxeld) for others, and a server that finds another one there keeps its projects in memory only; off always does.")
TEXT(render_dir, "", RESTART,
	"Folder of the pictures that clients ask for by return_mode file_path, one server's own, made with mode 0700; they are removed when the server ends.  Empty is the socket's path with .renders instead of .sock; off refuses such pictures.")
NUMBER(render_ttl, 3600, 1, 31536000, "seconds", RELOAD,
	"How long such a picture stays.")
NUMBER(render_max_size, 1073741824, 1, 1099511627776, "bytes", RELOAD,
	"How large all of them may be together; the oldest go first, and the newest stays.")
NUMBER(render_cleanup_interval, 300, 1, 86400, "seconds", RELOAD,
	"How often it is looked for pictures to remove.")
CHOICE(durability, "process", "process|power", RESTART,
	"What acknowledged edits survive: process, the death of any process (a power cut may cost the last second); power, a power cut too: a reply waits until its edit is on disk.")
NUMBER(jobs, 2, 1, 64, "processes", RELOAD,
	"How many renders, exports and imports one worker runs at once, and how many scripts and how many traced pictures beside them.")
NUMBER(jobs_waiting, 64, 0, 65536, "requests", RELOAD,
	"How many more may wait in one worker before they are refused.")
NUMBER(job_cpu, 60, 1, 3600, "seconds", RELOAD,
	"CPU time a job may use before it is ended.")
NUMBER(job_memory, 4096, 64, 1048576, "MiB", RELOAD,
	"Memory a job may add to its worker's before it is ended.")
NUMBER(script_memory, 64, 1, 4096, "MiB", RELOAD,
	"Memory the engine of one script may use before the script fails; the voxels it writes are not counted.")
NUMBER(worker_memory, 2048, 64, 1048576, "MiB", RELOAD,
	"Memory a worker may use before it is ended and replaced.")
CHOICE(standby, "yes", "no|yes", RELOAD,
	"Whether each worker that holds projects has a shadow, a copy of itself that does every edit after it and takes its place in a millisecond when it dies; costs the edits once more, on another processor.")
NUMBER(restart_delay_max, 30, 0, 3600, "seconds", RELOAD,
	"Longest delay before a worker that keeps dying is started again; 0 starts it at once.")
NUMBER(restart_limit, 50, 1, 1024, "deaths", RELOAD,
	"Deaths of workers in one minute from which the server is degraded.")
TEXT(log, "stderr", RESTART,
	"Where log lines go: stderr, syslog or a file's path.")
CHOICE(log_level, "info", "error|warn|info|debug", RELOAD,
	"How much is logged.")
CHOICE(daemonize, "no", "no|yes", RESTART,
	"Whether the server goes to the background once it listens; its log is then syslog unless log says otherwise.")
TEXT(working_dir, "", RESTART,
	"Folder the server works in; clients' relative paths start there; empty stays where it was started.")
TEXT(user, "", RESTART,
	"User to become once the sockets are bound; empty stays who started it.")
TEXT(group, "", RESTART,
	"Group to become; empty is the user's own.")
CHOICE(log_format, "plain", "plain|json", RELOAD,
	"How log lines look: words and key=value, or one JSON object a line.")
NUMBER(log_limit, 50, 0, 1000000, "lines a second", RELOAD,
	"How often one process logs the same event; more are held back, and their number is logged when it ends; 0 holds nothing back.")
TEXT(access_log, "off", RELOAD,
	"Where one line a request goes: off, a file's path, or log, which is where the log goes.  A worker that is killed loses what it had not written, 100 ms or 64 KiB at most.")
NUMBER(access_log_sample, 1, 1, 1000000, "requests", RELOAD,
	"One in how many requests has a line in the access log.")
CHOICE(stats_others, "no", "no|look", RESTART,
	"Whether users other than root and the server's own may look at what the operators' socket shows.")
NUMBER(slow_request, 100, 0, 3600000, "milliseconds", RELOAD,
	"From when a request is slow and stands in the slow log; 0 notes all.")
TEXT(admin_token_file, "", RELOAD,
	"File whose first line is a token with which the dashboard may do what the operators' socket does; others than the server's user and group must not be able to read it; empty lets it look only.")
#undef TEXT
#undef NUMBER
#undef CHOICE
