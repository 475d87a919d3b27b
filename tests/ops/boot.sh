#!/bin/sh
# boot - systemd as process 1 of a folder that holds a Debian
#
# Run by deb.sh with namespaces of its own, cgroups among them; what it needs
# of the machine is the second version of cgroups, without controllers.
#
#	boot.sh ROOT
root=$1
mount --make-rprivate /
mount --bind "$root" "$root" && cd "$root" || exit 1
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup || exit 1
for folder in run tmp dev; do
	mount -t tmpfs -o mode=755 tmpfs $folder
done
chmod 1777 tmp
for device in null zero full random urandom tty; do
	touch dev/$device
	mount --bind /dev/$device dev/$device
done
mkdir dev/shm dev/pts
mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o mode=1777 tmpfs dev/shm
ip link set lo up
exec chroot . env -i container=goxeld-check PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system
