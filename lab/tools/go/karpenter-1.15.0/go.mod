module lab/karpenter-1.15.0

go 1.26.10

tool github.com/aws/karpenter-provider-aws/cmd/controller

require github.com/aws/karpenter-provider-aws v1.15.0

// The version that Karpenter 1.15.0 names is not on the module proxy.
replace github.com/aws/aws-sdk-go-v2/service/timestreamwrite => github.com/aws/aws-sdk-go-v2/service/timestreamwrite v1.36.2
