// Command vcsim runs govmomi's simulator of a vCenter. It is the simulator package with the few flags that the tests need,
// because the command of that name lives in a nested module that not every module proxy carries.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"log"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/vmware/govmomi/simulator"
)

func main() {
	listen := flag.String("l", "127.0.0.1:0", "address to listen on")
	useTLS := flag.Bool("tls", true, "serve HTTPS with a self-signed certificate")
	esx := flag.Bool("esx", false, "simulate a standalone ESXi host")
	model := simulator.VPX()
	flag.IntVar(&model.Datacenter, "dc", model.Datacenter, "data centers")
	flag.IntVar(&model.Cluster, "cluster", model.Cluster, "clusters per data center")
	flag.IntVar(&model.ClusterHost, "host", model.ClusterHost, "hosts per cluster")
	flag.IntVar(&model.Host, "standalone-host", model.Host, "standalone hosts per data center")
	flag.IntVar(&model.Machine, "vm", model.Machine, "VMs per resource pool")
	flag.IntVar(&model.Pool, "pool", model.Pool, "resource pools per compute resource")
	flag.IntVar(&model.App, "app", model.App, "vApps per compute resource")
	flag.IntVar(&model.Pod, "pod", model.Pod, "storage pods per data center")
	flag.IntVar(&model.Datastore, "ds", model.Datastore, "datastores per data center")
	flag.IntVar(&model.Folder, "folder", model.Folder, "folders")
	flag.Parse()
	if *esx {
		model = simulator.ESX()
	}

	if err := model.Create(); err != nil {
		log.Fatal(err)
	}
	defer model.Remove()
	model.Service.Listen = &url.URL{Host: *listen}
	model.Service.RegisterEndpoints = true
	if *useTLS {
		model.Service.TLS = new(tls.Config)
	}
	server := model.Service.NewServer()
	defer server.Close()
	fmt.Println(server.URL)

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	<-stop
}
